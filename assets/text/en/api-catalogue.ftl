api-course-list = Published courses that hold every word and pass every filter, best match first
api-course = One published course with its modules and steps, by slug or id; no answers
