import Properties

fuzz(dsaSignatureProperty)
