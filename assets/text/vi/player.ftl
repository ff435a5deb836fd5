player-outline = Mục lục
player-number-of = { $number }/{ $of }
player-other-language = Khoá học này chưa có bằng ngôn ngữ bạn chọn. Bạn đang xem bản { $language }.
player-read-in = Đọc khoá học này bằng { $language }
player-back = Quay lại
player-next = Tiếp theo
player-finish = Hoàn thành

next-closed-quiz-unanswered = Bạn hãy trả lời hết các câu hỏi ở đây rồi đi tiếp.
next-closed-final-not-handed-in = Bạn hãy nộp bài rồi đi tiếp.
next-closed-story-not-ended = Bạn hãy đi đến một kết cục của câu chuyện rồi đi tiếp.
next-closed-plan-not-made = Bạn hãy lưu kế hoạch hành động rồi đi tiếp.

learning-step-not-through = Bước này chưa xong. Bạn hãy quay lại xem còn thiếu gì.

story-way = Những gì bạn đã chọn
story-choices = Bạn làm gì?
story-good = Một kết cục tốt
story-mixed = Một kết cục nửa được nửa mất
story-bad = Một kết cục xấu
story-another-way = Thử cách khác
story-from-start = Về đầu câu chuyện

exercise-work-out = Tính
exercise-working = Xem cách tính
exercise-not-a-number = Đây không phải là số. Bạn chỉ viết chữ số, ví dụ 1.250 hoặc 0,5.
exercise-between = Bạn hãy chọn một số từ { $min } đến { $max }.
exercise-at-least = Bạn hãy chọn một số từ { $min } trở lên.
exercise-at-most = Bạn hãy chọn một số không quá { $max }.
exercise-no-result = Với các số này thì không tính được vì có chỗ phải chia cho không. Bạn hãy đổi một số.

promise-title = Cam kết { $place }
promise-what = Bạn sẽ làm khác đi điều gì?
promise-what-help = Một việc bạn tự quyết định được, hoặc đưa ra bàn được.
promise-owner = Ai chịu trách nhiệm?
promise-owner-help = Tên người hoặc vị trí; có thể là chính bạn.
promise-due = Đến khi nào?
promise-measure = Đo bằng cách nào?
promise-measure-help = Một điều đếm được, trước và sau: bao nhiêu lần, bao nhiêu người, bao lâu.
promise-save = Lưu kế hoạch
promise-read = Đọc và in
promise-asked-again = Ngày { $date }, chúng tôi sẽ gửi thư hỏi bạn việc ấy ra sao.
promise-lifts-signature = Kế hoạch này đã được ký xác nhận. Nếu bạn sửa, kế hoạch cần được ký lại.
promise-missing = Bạn hãy viết mình sẽ làm khác đi điều gì.
promise-owner-missing = Bạn hãy cho biết ai chịu trách nhiệm.
promise-due-missing = Bạn hãy chọn một ngày.
promise-due-wrong = Đây không phải là ngày. Bạn hãy viết ngày/tháng/năm.
promise-due-past = Bạn hãy chọn một ngày sau hôm nay.
promise-measure-missing = Bạn hãy cho biết đo bằng cách nào.
promise-too-long = Nội dung này dài quá mức kế hoạch chứa được. Bạn hãy viết ngắn lại.
plan-number-of-promises = Bạn hãy viết ít nhất một cam kết và không quá số cam kết của kế hoạch này.
notice-plan-saved = Đã lưu kế hoạch của bạn.
