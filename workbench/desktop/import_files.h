#pragma once

#include <string>
#include <vector>

#include <QString>
#include <QStringList>

namespace chiiki::desktop {

/// Whether a file, or something in a folder, has an ending of tables or layers that can be taken in, or a ZIP is a
/// transit feed or holds tables of e-Stat.
bool canBeImported(const QString& path);

/// The files that are meant by what was dropped or chosen: a folder means the tables and layers in it, by name, not
/// those of folders inside it; one that is a transit feed or holds tables of e-Stat alone is taken as a whole.
std::vector<std::string> filesToImport(const QStringList& paths);

/// The endings as a file chooser asks for them: "*.csv *.xlsx ...".
QString importEndings();

/// Whether a copied text is a table: more than one cell.
bool isCopiedTable(const QString& text);

}  // namespace chiiki::desktop
