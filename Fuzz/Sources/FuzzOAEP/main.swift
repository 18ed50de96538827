import Properties

fuzz(oaepProperty)
