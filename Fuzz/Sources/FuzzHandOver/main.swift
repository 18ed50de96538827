import Properties

fuzz(handOverProperty)
