chiiki new made.chiiki --pack {file}
