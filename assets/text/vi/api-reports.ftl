api-report-learning = Đếm người học các khóa học; không nêu những con số nhỏ
