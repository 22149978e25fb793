// enactive_after_filter takes a key press away from GLFW where the input method kept it.
int enactive_after_filter(int *type, int filtered);
