player-outline = Mục lục
player-number-of = { $number }/{ $of }
player-other-language = Khoá học này chưa có bằng ngôn ngữ của bạn. Bạn đang xem bản { $language }.
player-back = Quay lại
player-next = Tiếp theo
player-finish = Hoàn thành

next-closed-quiz-unanswered = Bạn hãy trả lời hết các câu hỏi ở đây rồi đi tiếp.
next-closed-final-not-handed-in = Bạn hãy nộp bài rồi đi tiếp.
next-closed-story-not-ended = Bạn hãy đi đến một kết cục của câu chuyện rồi đi tiếp.
next-closed-plan-not-made = Bạn hãy lưu kế hoạch hành động rồi đi tiếp.

learning-step-not-through = Bước này chưa xong. Bạn hãy quay lại xem còn thiếu gì.
