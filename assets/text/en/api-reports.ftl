api-report-learning = Counts people on courses; small figures are withheld
