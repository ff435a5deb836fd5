api-course-list = Published courses that hold every word and pass every filter, best match first
api-course = One published course with its modules and steps, by slug or id; no answers
api-course-publication = Show the newest version of a course to new learners
api-course-withdrawal = Take a course out of the catalogue; who is under way goes on
