player-outline = Outline
player-number-of = { $number } of { $of }
player-other-language = This course is not there in the language you chose yet. You see it in { $language }.
player-read-in = Read this course in { $language }
player-back = Back
player-next = Next
player-finish = Finish

next-closed-quiz-unanswered = Answer every question of this quiz, then you can go on.
next-closed-final-not-handed-in = Hand in this quiz, then you can go on.
next-closed-story-not-ended = Follow the story to one of its ends, then you can go on.
next-closed-plan-not-made = Save your action plan, then you can go on.

learning-step-not-through = This step is not through yet. Go back to it and see what it still needs.

story-way = What you chose so far
story-choices = What do you do?
story-good = A good end
story-mixed = A mixed end
story-bad = A bad end
story-another-way = Try another way
story-from-start = Back to the beginning

exercise-work-out = Work it out
exercise-working = Show the working
exercise-not-a-number = This is not a number. Write only digits, for example 1,250 or 0.5.
exercise-between = Choose a number from { $min } to { $max }.
exercise-at-least = Choose a number that is { $min } or more.
exercise-at-most = Choose a number that is { $max } or less.
exercise-no-result = With these numbers nothing comes out: something would be divided by nought. Change one of them.

promise-title = Commitment { $place }
promise-what = What will you do differently?
promise-what-help = One thing that you can decide yourself, or bring to the table.
promise-owner = Who sees to it?
promise-owner-help = A name or a role; it may be you.
promise-due = By when?
promise-measure = How will it show?
promise-measure-help = Something that can be counted, before and after: how often, how many, how long.
promise-save = Save the plan
promise-read = Read and print
promise-asked-again = On { $date } we ask you by mail how it went.
promise-lifts-signature = This plan is countersigned. If you change it, it needs a new name under it.
promise-missing = Write what you will do differently.
promise-owner-missing = Say who sees to it.
promise-due-missing = Choose a date.
promise-due-wrong = This is not a date. Write it as day/month/year.
promise-due-past = Choose a date after today.
promise-measure-missing = Say how it will show.
promise-too-long = This is longer than the plan can hold. Shorten it.
plan-number-of-promises = Write one commitment at least, and no more than this plan holds.
notice-plan-saved = Your plan is saved.
