import Properties

fuzz(keyWrapProperty)
