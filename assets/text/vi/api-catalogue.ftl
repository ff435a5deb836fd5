api-course-list = Các khoá học đã công bố có đủ mọi từ cần tìm và qua mọi bộ lọc, khớp nhất đứng trước
api-course = Một khoá học đã công bố với các học phần và bước, theo tên ngắn hoặc mã; không kèm đáp án
