package dev.tutti.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.format.DocumentReader;
import dev.tutti.document.format.DocumentType;
import dev.tutti.file.FilePurpose;
import dev.tutti.file.NewFile;
import dev.tutti.file.StoredFile;
import dev.tutti.file.StoredFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Documents of all owners. Blocking, for virtual threads, where it says so; thread-safe. */
public final class StoredDocuments implements AutoCloseable {
  /** Longest document in bytes. */
  public static final int MOST_BYTES = 32 << 20;

  /** Time that work waits for room in memory. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int UNPROCESSABLE = 422;

  private final StoredFiles files;
  private final DocumentReader reader;
  private final Semaphore turns;
  private final CharacterBudget budget;
  private final DocumentMemory memory;

  /** Documents over some files. */
  public StoredDocuments(StoredFiles files, DocumentSettings settings) {
    this(files, settings, CharacterBudget.ofHeap(Runtime.getRuntime().maxMemory()));
  }

  StoredDocuments(StoredFiles files, DocumentSettings settings, CharacterBudget budget) {
    this.files = files;
    this.reader = new DocumentReader(settings.threads(), settings.timeout());
    this.turns = new Semaphore(settings.threads(), true);
    this.budget = budget;
    this.memory = new DocumentMemory(new LinkedHashMap<>(16, 0.75f, true));
  }

  /** Files that documents are. */
  public StoredFiles files() {
    return files;
  }

  /** File of a document; fails with status 404 where the owner has none. */
  public CompletableFuture<StoredFile> find(String owner, String id) {
    return files.find(owner, id);
  }

  /** Deletes a document; fails with status 404 where the owner has none. */
  public CompletableFuture<StoredFile> delete(String owner, String id) {
    memory.forget(id);
    return files.delete(owner, id);
  }

  /** Deletes a document that nobody was told of, until it is gone or cannot be. Blocks. */
  public void discard(StoredFile file) {
    delete(file.owner(), file.id()).handle((_, _) -> file).join();
  }

  /**
   * Keeps a text as a document. Blocks.
   *
   * @throws Fault where it cannot be kept
   */
  public StoredFile keep(String owner, String name, String text) {
    try (var draft = files.draft()) {
      draft.append(text.getBytes(StandardCharsets.UTF_8));
      return files.keep(draft, new NewFile(owner, FilePurpose.USER_DATA, name, null));
    }
  }

  /**
   * Opens a kept document. Blocks.
   *
   * @throws Fault that begins with the reason and its name for one that cannot be read
   */
  public OpenDocument open(StoredFile file) {
    return counted(read(file));
  }

  /**
   * Reads a kept document that is opened with {@link #openAll}. Blocks.
   *
   * @throws Fault that begins with the reason and its name for one that cannot be read
   */
  public ReadDocument read(StoredFile file) {
    var known = memory.find(file.id());
    return (known == null ? parsed(file) : known).named(file.name());
  }

  private DocumentMemory.Known parsed(StoredFile file) {
    var read = parse(file.name(), files.path(file.id()));
    memory.keep(file.id(), read);
    return read;
  }

  /**
   * Reads a file of this machine that is opened with {@link #openAll}. Blocks.
   *
   * @throws Fault that begins with the reason and its name for one that cannot be read
   */
  public ReadDocument read(String name, Path path) {
    return parse(name, path).named(name);
  }

  /**
   * Opens a text. Blocks.
   *
   * @throws Fault that begins with the reason and its name for one that cannot be read
   */
  public OpenDocument open(String name, String text) {
    return counted(read(name, text));
  }

  /**
   * Reads a text that is opened with {@link #openAll}. Blocks.
   *
   * @throws Fault that begins with the reason and its name for one that cannot be read
   */
  public ReadDocument read(String name, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(name, () -> bytes).named(name);
  }

  private OpenDocument counted(ReadDocument read) {
    return read.counted(budget.take(read.characters(), PATIENCE));
  }

  /**
   * Opens all documents of one request, each to be closed. Blocks; a source may be asked twice.
   *
   * @throws Fault with status 422 for more than fit in the budget together
   */
  public List<OpenDocument> openAll(List<Supplier<ReadDocument>> sources) {
    return new JointOpening(budget, sources, PATIENCE).open();
  }

  private DocumentMemory.Known parse(String name, Path path) {
    return parse(
        name,
        () -> {
          long size = Files.size(path);
          if (size > MOST_BYTES) {
            throw new UnreadableDocument(
                "too_large", "%s: %d bytes (expected: %d)".formatted(name, size, MOST_BYTES));
          }
          return Files.readAllBytes(path);
        });
  }

  private interface Content {
    byte[] bytes() throws IOException;
  }

  /** Its bytes are read when its turn has come, so that few are in memory. */
  private DocumentMemory.Known parse(String name, Content content) {
    take();
    try {
      var bytes = content.bytes();
      ParsedDocument document = reader.read(name, bytes);
      return new DocumentMemory.Known(DocumentType.of(name, bytes), document);
    } catch (UnreadableDocument unreadable) {
      throw refusal(name, unreadable);
    } catch (IOException _) {
      throw Fault.of(
          FaultCode.STORE_UNAVAILABLE, name + ": cannot be read (expected: a file that is whole)");
    } finally {
      turns.release();
    }
  }

  private void take() {
    try {
      turns.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "documents: interrupted");
    }
  }

  /** Fault of a document that cannot be read: the reason, its name, and what was wrong. */
  private static Fault refusal(String name, UnreadableDocument unreadable) {
    var what = String.valueOf(unreadable.getMessage());
    var named = what.startsWith(name) ? what : name + ": " + what;
    var message = unreadable.reason() + ": " + named;
    return unreadable.reason().equals("busy")
        ? Fault.of(FaultCode.OVERLOADED, message)
        : Fault.of(FaultCode.INVALID_REQUEST, message).at("file").status(UNPROCESSABLE);
  }

  @Override
  public void close() {
    reader.close();
  }
}
