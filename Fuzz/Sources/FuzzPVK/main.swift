import Properties

fuzz(pvkProperty)
