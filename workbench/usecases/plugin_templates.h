#pragma once

#include <string>
#include <vector>

namespace chiiki {

/// A file of a new plugin; `{id}` in it stands for the plugin's id.
struct TemplateFile {
    const char* name;
    const char* text;
    bool isExecutable = false;
};

/// A plugin whose executable counts facilities by district, in C++ or in Python, with the test of its function.
const std::vector<TemplateFile>& cppTemplate();
const std::vector<TemplateFile>& pythonTemplate();

/// A table with a few sample rows, for a plugin that begins from nothing.
const char* sampleTable();

}  // namespace chiiki
