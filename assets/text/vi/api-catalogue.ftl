api-course-list = Các khoá học đã công bố có đủ mọi từ cần tìm và qua mọi bộ lọc, khớp nhất đứng trước
api-course = Một khoá học đã công bố với các học phần và bước, theo tên ngắn hoặc mã; không kèm đáp án
api-course-publication = Đưa phiên bản mới nhất của khoá học đến người học mới
api-course-withdrawal = Rút khoá học khỏi danh mục; người đang học vẫn học tiếp
