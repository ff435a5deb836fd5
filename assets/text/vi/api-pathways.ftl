api-pathway-list = Các lộ trình của một nhà máy
api-pathway = Một lộ trình với các giai đoạn, mục tiêu và bước
api-pathway-suggestions = Gợi ý cho kế hoạch cải tiến của nhà máy, kèm lý do
api-pathway-publish = Ban hành lộ trình: ghi danh và báo cho mọi người
