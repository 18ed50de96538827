import Properties

fuzz(roundTripProperty)
