api-report-learning = Đếm người học các khoá học; không nêu những con số nhỏ
api-person-time = Một người đã học bao lâu, tính từ hồ sơ theo quy tắc nêu rõ
