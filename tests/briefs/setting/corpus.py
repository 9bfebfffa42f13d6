"""Lines of many scripts, and of several at once."""

from __future__ import annotations

SCRIPTS = {
    "English": "The partner said “yes” to us – offices in affluent flats",
    "French": "Où naît l’été, l’œuf coûte 3 €",
    "Polish": "Zażółć gęślą jaźń w Świątek",
    "Vietnamese": "Nguyễn Thị Phương ở Đà Nẵng",
    "Turkish": "İstanbul’da ığdır şişe çağrı",
    "Icelandic": "Þórður og Ægir ætla að ðrekka",
    "Romanian": "Țăranu și Ștefan în București",
    "Yoruba": "Ọ̀rọ̀ Yorùbá ẹ̀kọ́ ṣe",
    "Pinyin": "Zhōngguó lǜsè nǚ’ér",
    "Greek": "Ελληνική Στατιστική Αρχή",
    "old Greek": "Ἐν ἀρχῇ ἦν ὁ λόγος",
    "Russian": "Федеральная служба статистики",
    "Ukrainian": "Державна служба, Ґанок, їжак",
    "Serbian": "Ђорђе и Љубица Њ Џ",
    "Kazakh": "Қазақстан ұлттық статистика",
    "Arabic": "شركة النور للصحة",
    "Persian": "می‌خواهم گزارش پژوهش",
    "Urdu": "پاکستان ڈیٹا ہے",
    "Hebrew": "שלום עולם ירושלים",
    "Yiddish": "ייִדיש און",
    "Hindi": "हिन्दी क्षेत्र प्रार्थना विश्वविद्यालय",
    "Marathi": "महाराष्ट्र ज्ञान श्री",
    "Nepali": "नेपाल राष्ट्र बैङ्क",
    "Bengali": "বাংলাদেশ স্বাস্থ্য ক্ষুদ্র",
    "Assamese": "অসমীয়া ৰাজ্য",
    "Thai": "กรุงเทพมหานคร น้ำ ที่ สถิติ",
    "emoji": "🎉 👍🏽 👩🏽‍🔬 🇰🇪 1️⃣",
    "signs": "→ ≤ 5 × 3 ≥ 2 © ™ § ‰",
}
MIXED = {
    "Arabic in English": "The partner شركة النور said “yes” to us.",
    "English in Arabic": "مرحبا بالعالم Alnour Ltd في 2025",
    "numbers in Hebrew": "שלום עולם Tel-Aviv 12:30",
    "Hindi in English": "Alliance हिन्दी संघ and 🎉 more",
    "Greek and Russian": "Ελλάδα Россия France",
    "Thai in English": "Bank of ประเทศไทย 2026",
}
LACKING = {"Tamil": "தமிழ்", "Georgian": "საქართველო", "Amharic": "ኢትዮጵያ", "Chinese": "北京"}
"""Scripts that no font of ours has."""
