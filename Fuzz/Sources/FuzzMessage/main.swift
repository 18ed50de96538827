import Properties

fuzz(messageProperty)
