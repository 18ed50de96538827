import Properties

fuzz(providerProperty)
