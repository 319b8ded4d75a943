#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QString>

class QMimeData;

namespace chiiki::desktop {

class CompareTableView;

/// What stands around a copied table.
struct CopiedTexts {
    QString title;
    QString reconciliation;  // may be empty
    QString sources;         // may be empty
};

/// The rows of these districts in their present order, the whole city first, all columns: as tab-separated text with
/// plain digits and an ASCII minus for a spreadsheet, as an HTML table with the heat colours for a document, and as a
/// picture. No `codes`: every row.
std::unique_ptr<QMimeData> copyOfTable(const CompareTableView& table, const std::vector<std::string>& codes,
                                       const CopiedTexts& texts);

}  // namespace chiiki::desktop
