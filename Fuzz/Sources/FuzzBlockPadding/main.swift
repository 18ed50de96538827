import Properties

fuzz(blockPaddingProperty)
