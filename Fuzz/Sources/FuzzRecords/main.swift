import Properties

fuzz(recordProperty)
