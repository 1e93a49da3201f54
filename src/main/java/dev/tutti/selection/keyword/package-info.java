/**
 * Keywords in prompts, in Chinese and English. A prompt is folded (width, case, traditional
 * characters), freed of its payload (what stands in quotes, in code fences, or after {@code
 * translate:}), and cut into words, Chinese by the longest entry of a dictionary; a keyword matches
 * whole words only, so that 解 is not in 解释 and {@code C} is not in {@code C++}.
 *
 * <pre>{@code
 * var text = KeywordText.of("用python写函数");
 * KeywordSet.of(List.of("python", "代码")).firstIn(text); // python
 * }</pre>
 */
@NullMarked
package dev.tutti.selection.keyword;

import org.jspecify.annotations.NullMarked;
