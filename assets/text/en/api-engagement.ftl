api-cycles-list = The cycles of a factory, the newest first
api-cycle-enrol = Enrol a factory in a cycle; the same reference again gives the cycle that is there
api-visits-list = The visits to a factory, the newest first
api-visit-record = Record a visit that was made, or plan one to come
api-committee = The bipartite committee of a factory with its members of today
api-assessments-released = The assessments of a factory whose reports are released
