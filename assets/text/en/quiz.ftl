quiz-practice-title = Practice
quiz-practice-about = You hear at once whether an answer is right, and why. Try as often as you like.
quiz-final-title = Before you begin
quiz-final-about = You see what was right after you hand in. Until then you can change every answer.
quiz-questions = Questions
quiz-pass-mark = To pass
quiz-right-of = { $right } of { $of } right
quiz-time-allowed = Time
quiz-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
quiz-tries-left = Tries left
quiz-start = Start
quiz-try-again = Try again
quiz-resume = Continue
quiz-open-title = You have begun
quiz-kept = Your answers are kept.
quiz-time-is-up = The time is up. What you had saved counts.
quiz-look-back = Look back at your answers

quiz-question-of = Question { $number } of { $of }
quiz-answered-of = { $number } of { $of } answered.
quiz-answered = answered
quiz-not-answered = not answered
quiz-leave = Back to the page of this quiz
quiz-previous = Previous question
quiz-time-left = Time left:
quiz-hint = Hint
quiz-check = Check
quiz-choose = Choose
quiz-choose-all = Choose all that fit.
quiz-right = That is right
quiz-wrong = Not quite
quiz-again = Try again
quiz-to-result = See your result
quiz-your-answer = Your answer
quiz-right-answer = Right would be
quiz-your-answers = Your answers

quiz-overview-title = Ready to hand in?
quiz-unanswered =
    { $count ->
        [one] One question has no answer yet. It would count as not right.
       *[other] { $count } questions have no answer yet. They would count as not right.
    }
quiz-all-answered = Every question has an answer.
quiz-hand-in-means = After you hand in, you see your result and cannot change an answer any more.
quiz-go-back = Not yet
quiz-hand-in = Hand in

quiz-result-title = Your result
quiz-passed-title = You passed
quiz-failed-title = Not passed yet
quiz-score = { $right } of { $of }
quiz-passed-said = { $needed } were needed.
quiz-failed-said = To pass you need { $needed } of { $of }. See below what to read again.
quiz-tries-left-said =
    { $count ->
        [one] You have one try left.
       *[other] You have { $count } tries left.
    }
quiz-wait-until = Your tries are used up. You get new ones on { $time }; until then, read the modules again.
quiz-time-was-up = The time was up, so what you had saved was handed in.

quiz-answer-incomplete = Give an answer first.
quiz-answer-not-a-number = This is not a number. Write only digits, for example 1,250 or 0.5.
quiz-answer-of-another-kind = This is not an answer to this question. Load the page again.
quiz-answer-place-twice = Two lines have the same place. Give each line a place of its own.
quiz-answer-id-taken = This answer came twice with different content. Load the page again.
quiz-already-passed = You have passed this quiz; it need not be sat again.
quiz-wait = Your tries are used up for now. The page of the quiz says when you get new ones.
quiz-no-tries-left = Your tries are used up. Ask the person who enrolled you.
quiz-time-up = The time is up. What you had saved counts.
quiz-handed-in = This quiz is handed in already; its answers cannot be changed any more.
