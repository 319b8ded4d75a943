#pragma once

/// The walls round a plugin's process, raised by the process itself before it becomes the plugin. None can be taken
/// down again, and whatever the plugin starts stands inside them too. All of this needs no rights: it works for root
/// and for an ordinary user alike.
namespace chiiki::confine {

/// Landlock: reading and executing below `folder` and where the system keeps its programs and libraries; no writing
/// anywhere but to /dev/null, and no signal or abstract socket to processes outside where the kernel knows such walls.
/// Names, sizes and dates of files elsewhere can still be asked for; what stands in them and in their folders cannot.
/// Returns the version of the kernel's interface; 0 where it has none or the wall could not be raised.
int allowOwnFilesOnly(const char* folder);

/// seccomp: no socket, no further process, no way to reach into another process, no other way round Landlock. Threads,
/// memory and becoming another program (`#!/usr/bin/env python3`) remain. False where it could not be raised.
bool refuseSystemCalls();

}  // namespace chiiki::confine
