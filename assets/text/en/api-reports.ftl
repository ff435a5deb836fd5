api-report-learning = Counts people on courses; small figures are withheld
api-person-time = How long a person spent learning, computed from their records by a stated rule
