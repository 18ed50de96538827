import Properties

fuzz(curveProperty)
