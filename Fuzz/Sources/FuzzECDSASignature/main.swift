import Properties

fuzz(ecdsaSignatureProperty)
