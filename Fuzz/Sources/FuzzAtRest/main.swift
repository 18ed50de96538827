import Properties

fuzz(atRestProperty)
