import Properties

fuzz(tolerantProperty)
