import Properties

fuzz(rsaSignatureProperty)
