package dev.tutti.document;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.file.FileDraft;
import dev.tutti.file.FilePurpose;
import dev.tutti.file.NewFile;
import dev.tutti.file.StoredFile;
import dev.tutti.file.StoredFiles;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.multipart.FormTarget;
import dev.tutti.http.multipart.FormUpload;
import dev.tutti.http.multipart.PartHead;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Files of a form on their way to the disk, a piece at a time: those of the fields {@code file} and
 * {@code files}. Confined to its loop.
 */
public final class UploadedFiles implements FormTarget {
  private static final Set<String> FIELDS = Set.of("file", "files", "file[]", "files[]");

  /** So much is written at once. */
  private static final int PIECE = 256 << 10;

  private final StoredFiles files;
  private final String owner;
  private final HttpExchange exchange;
  private final Loop loop;
  private final BodyMemory.Lease memory;
  private final int most;
  private final List<Upload> uploads = new ArrayList<>();
  private boolean left;

  /** File that comes. */
  private static final class Upload {
    private final String name;
    private Buffer held = Buffer.buffer();
    private @Nullable Future<FileDraft> draft;

    private Upload(String name) {
      this.name = name;
    }
  }

  private UploadedFiles(StoredFiles files, String owner, HttpExchange exchange, int most) {
    this.owner = owner;
    this.files = files;
    this.exchange = exchange;
    this.loop = exchange.loop();
    this.memory = exchange.memory();
    this.most = most;
  }

  /**
   * Files of an exchange's form, with which they go unless they are kept; of the exchange's memory,
   * a piece is taken for each.
   *
   * @param owner of the files that are kept
   * @param most files that the form may have
   */
  public static UploadedFiles of(HttpExchange exchange, StoredFiles files, String owner, int most) {
    var uploads = new UploadedFiles(files, owner, exchange, most);
    exchange.onEnd(uploads::close);
    return uploads;
  }

  /**
   * Reads the form; completes with its other fields when its files are written. Fails when its
   * owner has no room for them.
   *
   * @param bytes that its files may have together
   */
  public Future<Map<String, String>> read(long bytes) {
    long declared = exchange.header("content-length").map(Long::parseLong).orElse(0L);
    Future<Void> room =
        loop.bring(files.requireRoom(owner, declared).thenApply(_ -> true)).mapEmpty();
    return FormUpload.read(exchange, this, bytes, room);
  }

  /** Fails where no file has come. */
  public void requireFile() {
    if (uploads.isEmpty()) {
      throw Fault.invalid("file", "is missing (expected: a file with its filename)");
    }
  }

  @Override
  public void begin(PartHead head) {
    if (!FIELDS.contains(head.field())) {
      throw Fault.invalid(head.field(), "a file (expected: files in the field file)");
    }
    if (uploads.size() >= most) {
      throw Fault.invalid(head.field(), "more than %d files (expected: fewer)".formatted(most));
    }
    memory.take(PIECE);
    uploads.add(new Upload(head.file().orElse("")));
  }

  @Override
  public Future<Void> write(byte[] bytes) {
    var upload = uploads.getLast();
    upload.held.appendBytes(bytes);
    return upload.held.length() < PIECE ? Future.succeededFuture() : flush(upload).mapEmpty();
  }

  /** The first piece begins the draft: whoever has no room, or says nothing, leaves none. */
  private Future<FileDraft> flush(Upload upload) {
    var begun = upload.draft == null ? beside(files::draft) : upload.draft;
    upload.draft = begun;
    var piece = upload.held.getBytes();
    upload.held = Buffer.buffer();
    return begun.compose(
        open ->
            beside(
                () -> {
                  open.append(piece);
                  return open;
                }));
  }

  private <T> Future<T> beside(Callable<T> work) {
    return left
        ? Future.failedFuture(Fault.invalid("file", "did not come whole (expected: all of it)"))
        : loop.offload(work);
  }

  /** Number of files that came. */
  public int size() {
    return uploads.size();
  }

  /**
   * Keeps all files when they are complete, or none.
   *
   * @param keep for how long; null for ever
   */
  public Future<List<StoredFile>> keep(@Nullable Duration keep) {
    Future<List<FileDraft>> drafts = Future.succeededFuture(new ArrayList<>());
    for (var upload : uploads) {
      drafts = drafts.compose(list -> flush(upload).map(draft -> with(list, draft)));
    }
    return drafts.compose(list -> beside(() -> kept(list, keep)));
  }

  private static <T> List<T> with(List<T> list, T one) {
    list.add(one);
    return list;
  }

  private List<StoredFile> kept(List<FileDraft> drafts, @Nullable Duration keep) {
    List<StoredFile> kept = new ArrayList<>();
    try {
      for (int i = 0; i < drafts.size(); i++) {
        var what = new NewFile(owner, FilePurpose.USER_DATA, uploads.get(i).name, keep);
        kept.add(files.keep(drafts.get(i), what));
      }
      return kept;
    } catch (RuntimeException e) {
      for (var each : kept) {
        files.delete(owner, each.id()).handle((_, _) -> each).join();
      }
      throw e;
    }
  }

  /** The exchange has ended: what was not kept is removed. */
  private void close() {
    left = true;
    for (var upload : uploads) {
      var begun = upload.draft;
      if (begun != null) {
        begun.onSuccess(
            open ->
                loop.offload(
                    () -> {
                      open.close();
                      return open;
                    }));
      }
    }
  }
}
