#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "maps/layout/karte_page.h"
#include "maps/render/pdf_document.h"

namespace chiiki {

/// 答弁メモ: one number of one district on one A4 page, gathered and in the page's language.
struct AnswerPage {
    std::string cityName;
    std::string title;     // 答弁メモ
    std::string district;  // its name; of the city as a whole the city's
    KarteNumber number;
    std::string definition;           // how the number comes to be
    std::vector<std::string> limits;  // what a reader must know
    std::string sentence;             // the answer to be read aloud
    struct Row {
        std::string name;
        Value value;
        std::string rank;
        bool isOwn = false;
        bool isNeighbour = false;
    };
    std::vector<Row> rows;  // of all districts, best first, those without a value last; empty where none has its own
    struct Question {
        std::string question;
        std::string answer;
        std::string command;
    };
    std::vector<Question> questions;    // 想定される関連質問
    std::vector<std::string> commands;  // that repeat the numbers of this page
    std::string reconciliation;         // may be empty
    std::vector<std::string> sources;
    std::string credits;
    std::string asOf;
    bool hasSample = false;
};

/// As composeKarte: the page as A4. Error NotFound without the font.
Result<PdfPage> composeAnswer(const AnswerPage& page, Language language);

}  // namespace chiiki
