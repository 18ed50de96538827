import Properties

fuzz(strictProperty)
