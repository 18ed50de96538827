import Properties

fuzz(inspectionProperty)
