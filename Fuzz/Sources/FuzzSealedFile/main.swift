import Properties

fuzz(sealedFileProperty)
