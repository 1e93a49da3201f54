/**
 * Documents of callers: files that are kept, and what parsing them says.
 *
 * <p>A document is a file of {@link dev.tutti.file.StoredFiles} and has its id. {@link
 * dev.tutti.document.StoredDocuments} parses one when it is needed, on few threads and within a
 * budget of characters, and remembers the latest; nothing else of it is stored, as the same bytes
 * are always read the same. {@link dev.tutti.document.UploadedFiles} is how files of forms come in.
 *
 * <pre>{@code
 * try (var open = documents.open(files.require(handle, owner, id))) {
 *   open.document().blocks().forEach(block -> ...);
 * }
 * }</pre>
 */
@NullMarked
package dev.tutti.document;

import org.jspecify.annotations.NullMarked;
