/**
 * Files that callers leave with Tutti, such as the requests of a batch, and files that it makes for
 * them: OpenAI's Files API.
 *
 * <p>What a file is stands in the database, under its owner; what is in it is a file of the data
 * folder, which is written piece by piece as a {@link dev.tutti.file.FileDraft} and is on the disk
 * before its row is. {@link dev.tutti.file.StoredFiles} keeps, lists, finds and deletes them, and
 * removes what has expired; {@link dev.tutti.file.FileSettings} bounds one file, the files of one
 * owner, all of them together, and how long those of batches are kept.
 *
 * <pre>{@code
 * var draft = files.draft();
 * draft.append(bytes);
 * var kept = files.keep(draft, new NewFile(owner, FilePurpose.BATCH, "in.jsonl", keep));
 * }</pre>
 *
 * <p>Who names a file of somebody else's, or one that has expired, is told that it is not there.
 */
@NullMarked
package dev.tutti.file;

import org.jspecify.annotations.NullMarked;
