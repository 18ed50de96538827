import Properties

fuzz(pkcs1Property)
