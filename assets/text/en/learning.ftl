learning-title = Learning
learning-begin-title = Ready to begin
learning-carry-on-title = Carry on where you stopped
learning-all-done-title = All done for now
learning-start = Start
learning-resume = Resume
learning-review = Review
learning-modules-done =
    { $of ->
        [one] { $done } of { $of } module
       *[other] { $done } of { $of } modules
    }
learning-steps-done =
    { $of ->
        [one] { $done } of { $of } step
       *[other] { $done } of { $of } steps
    }
learning-quizzes-done =
    { $of ->
        [one] { $done } of { $of } quiz
       *[other] { $done } of { $of } quizzes
    }
learning-right-of = { $done } of { $of } right
learning-minutes-left =
    { $minutes ->
        [one] about a minute left
       *[other] about { $minutes } minutes left
    }
learning-minutes-left-in-module =
    { $minutes ->
        [one] about a minute left in this module
       *[other] about { $minutes } minutes left in this module
    }
learning-what-completes = What completes this course
learning-due-on = due { $date }
learning-completed-on = completed { $date }
learning-assigned = assigned
learning-part-of-pathway = Part of your factory’s pathway: { $name }
enrolment-part-of-pathway = Part of the factory’s pathway: { $name }
learning-charges-title = In your charge
learning-due-title = Due next
learning-rest-title = Also yours
learning-done-title = Done
learning-more-courses = Look for another course
learning-promise-of-plan = from your action plan
learning-promise-title = What you promised
learning-promise-asked = Made { $date }. How did it go?
learning-quoted = “{ $words }”
learning-empty-title = Your courses will stand here
learning-empty-text = Choose one from the catalogue. You can stop at any time and carry on where you were.
learning-find-course = Find a course

state-due-soon = due soon
state-waits-for-session = waits for the session
learning-gatherings-title = Where you are expected
state-withdrawn = withdrawn
due-in-days =
    { $days ->
        [0] today
        [1] tomorrow
       *[other] in { $days } days
    }
due-days-late =
    { $days ->
        [1] 1 day late
       *[other] { $days } days late
    }

follow-up-kept = Kept
follow-up-partly = Partly
follow-up-not-yet = Not yet
follow-up-missing = Choose how it went: kept, partly or not yet.

step-kind-lesson = lesson
step-kind-practice = quiz
step-kind-final = final quiz
step-kind-scenario = story
step-kind-exercise = calculation
step-kind-plan = action plan

enrolment-of = { $name }’s learning
enrolment-outline-title = Outline
enrolment-demands-title = What completes this course
enrolment-rule = Rule { $rule } of this course. If the course changes its rule, yours stays as it is.
enrolment-completed-title = Completed on { $date }
enrolment-plan-link = Read the action plan
enrolment-facts-title = Dates
enrolment-enrolled-on = Enrolled
enrolment-due-on = Due
enrolment-no-due-date = no date
enrolment-due-date-label = Due date
enrolment-due-date-help = Nothing that was learned is lost. Leave it empty for no date.
enrolment-due-date-save = Change the date
enrolment-withdraw-title = Take off this course
enrolment-withdraw-text = What was learned stays on record. The person can enrol again at any time.
enrolment-withdraw = Take off
enrolment-withdrawn-text = Taken off this course on { $date }. What was learned stays on record.
due-date-past = This day is over. Choose today or a later day.

demand-every-step = Every step finished
demand-every-quiz = Every practice quiz answered
demand-final-passed = Final quiz passed
demand-plan-made = Action plan made
demand-session-attended = Session attended
demand-session-how = This course is never complete by e-learning alone. Whoever leads the session, or the factory’s adviser, records who came.
demand-missing = still missing
demand-more =
    { $count ->
        [one] and 1 more
       *[other] and { $count } more
    }
demand-you-act = What is missing is with you. Nobody else has to act.
demand-learner-acts = What is missing is with { $name }. Nobody else has to act.
demand-you-and-session-act = The steps of the course are with you. Your presence at the session is recorded by whoever leads it, or by the factory’s adviser.
demand-learner-and-session-act = The steps of the course are with { $name }. Presence at the session is recorded by whoever leads it, or by the factory’s adviser.
demand-session-acts = You have done your part of the e-learning. Come to the session: whoever leads it, or the factory’s adviser, then records that you came.
demand-session-acts-for-learner = { $name } has done the e-learning. Only the session is missing: whoever leads it, or the factory’s adviser, records who came.

colleague-title = { $name }: learning
colleague-courses-title = Courses
colleague-empty-title = No course yet
colleague-empty-text = Courses that this person takes will stand here, with their dates and how far they are.
colleague-enrol-title = Enrol in a course
colleague-course = Course
colleague-due-help = Leave it empty for no date. For a course that they already take, this moves the date.
colleague-enrol = Enrol
enrol-course-missing = Choose a course from the list.

plan-title = Action plan
plan-of = by { $name }
plan-owner = Who sees to it
plan-due-on = By
plan-measure = How it shows
plan-empty-title = No plan yet
plan-empty-text = The promises made at the end of the course will stand here, to read, to print and to look back at.
plan-make = Make the plan
plan-change = Change the plan
plan-said-on = said on { $date }
plan-answer-title = Made { $date }. How did it go?
plan-answer-again = Say it anew
plan-comment = What helped, or what stood in the way
plan-signed-title = Countersignature
plan-signed-by = by { $name } on { $date }
plan-signed-on = on { $date }
plan-countersigned = countersigned
plan-waiting = not countersigned yet
plan-waiting-text = Your manager, or whoever coordinates learning with you, can put their name under this plan. Send them this link.
plan-countersign-text = With your name you tell { $name } that you know these promises and will make room for them.
plan-comment-to = A word to { $name }
plan-countersign = Countersign
plan-own-countersignature = Nobody countersigns their own plan. Send the link to your manager.
plan-nothing-to-countersign = There is nothing to countersign: the plan has no promises yet.

plans-title = Action plans
plans-text = Plans of the people whose learning you support. Those that wait for a name stand first.
plans-empty-title = No plan yet
plans-empty-text = As soon as somebody you support makes an action plan, it will stand here for you to read and countersign.


notice-enrolled = You are enrolled. Begin whenever it suits you.
notice-due-date-changed = The due date is changed.
notice-withdrawn = Taken off the course.
notice-colleague-enrolled = Enrolled. The course stands in their learning now.
notice-plan-countersigned = Your name stands under the plan.
notice-follow-up-kept = Thank you. Your answer is kept with the plan.
