import Properties

fuzz(armourProperty)
