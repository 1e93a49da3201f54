package dev.tutti.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, kept in the data folder. Left alone the driver unpacks it at every start
 * and compares the copy byte by byte, which takes longer than all the rest of opening a database.
 */
final class NativeLibrary {
  private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String PATH = "org.sqlite.lib.path";

  private NativeLibrary() {}

  /** Tells the driver where its files belong; the first folder of a process decides. */
  static synchronized void keepIn(Path folder) {
    if (System.getProperty("org.sqlite.tmpdir") == null) {
      System.setProperty("org.sqlite.tmpdir", folder.resolve("tmp").toAbsolutePath().toString());
    }
    if (System.getProperty(PATH) != null) {
      return;
    }
    try {
      var home = folder.resolve("native").resolve(SQLiteJDBCLoader.getVersion());
      var kept = copy(home.resolve(platform()));
      System.setProperty(PATH, kept.toAbsolutePath().toString());
    } catch (IOException e) {
      log.debug("The driver unpacks its library itself", e);
    }
  }

  /**
   * Operating system and architecture, such as {@code Linux-amd64}. The driver's own name for them
   * tells C libraries apart too, but starts a process to find out. A library that does not fit is
   * refused by the driver, which then unpacks its own.
   */
  private static String platform() {
    return System.getProperty("os.name") + "-" + System.getProperty("os.arch");
  }

  /** The folder that holds the library, whole: it is moved there when it is complete. */
  private static Path copy(Path home) throws IOException {
    var name = LibraryLoaderUtil.getNativeLibName();
    if (Files.exists(home.resolve(name))) {
      return home;
    }
    PrivateFiles.createFolder(home);
    var resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    var part = Files.createTempFile(home, name, ".part");
    try (var in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no library for this system: " + resource);
      }
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    return home;
  }
}
