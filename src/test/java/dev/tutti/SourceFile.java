package dev.tutti;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's own compiler reads in a source file, without understanding it.
 *
 * @param comments each with the line on which it begins
 * @param typeDocs the Javadoc of each type that has one, without its asterisks
 * @param memberDocs the same of methods, constructors, fields and constants
 * @param dotted names with dots in the code, such as {@code settings.port} or {@code
 *     java.util.List}
 * @param calls the name of each method called, with what stands before it: {@code Thread.sleep}
 */
record SourceFile(
    Path path,
    int lines,
    List<Method> methods,
    List<Found> imports,
    List<Found> annotations,
    List<Found> calls,
    List<Found> dotted,
    List<Found> comments,
    List<Found> typeDocs,
    List<MemberDoc> memberDocs) {

  /** Texts and characters are named too, so that what looks like a comment in them is none. */
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "(?<comment>//[^\n]*|/\\*[\\s\\S]*?\\*/)"
              + "|\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\""
              + "|\"([^\"\\\\\n]|\\\\.)*+\""
              + "|'([^'\\\\\n]|\\\\.)*+'");

  private static final Pattern BOOLEAN = Pattern.compile("\\b([Bb]oolean$|Predicate<)");

  private static final Set<String> TESTS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "Property",
          "Example",
          "ArchTest");

  /** A piece of a source file. */
  record Found(String place, String text) {}

  /** Javadoc of a member, and whether that is or answers a boolean. */
  record MemberDoc(String place, String text, boolean isBoolean) {}

  /**
   * A method or a constructor.
   *
   * @param isTest whether an annotation of JUnit, jqwik or ArchUnit makes it one
   * @param lines from its return type to its last brace: a table of cases above it is no code
   * @param makesRecord whether it is the constructor of a record
   */
  record Method(
      String place, String name, boolean isTest, long lines, int parameters, boolean makesRecord) {}

  static List<SourceFile> parse(List<Path> paths) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths));
      var sources = new ArrayList<SourceFile>();
      for (var unit : task.parse()) {
        sources.add(read(unit, Trees.instance(task)));
      }
      return sources;
    }
  }

  private static SourceFile read(CompilationUnitTree unit, Trees trees) throws IOException {
    var path = Path.of(unit.getSourceFile().getName());
    var text = Files.readString(path);
    var reader = new Reader(unit, trees, path);
    reader.scan(unit, null);
    return new SourceFile(
        path,
        (int) text.lines().count(),
        reader.methods,
        reader.imports,
        reader.annotations,
        reader.calls,
        reader.dotted,
        comments(path, text),
        reader.typeDocs,
        reader.memberDocs);
  }

  private static List<Found> comments(Path path, String text) {
    return COMMENT_OR_TEXT
        .matcher(text)
        .results()
        .filter(each -> each.group("comment") != null)
        .map(each -> new Found(path + ":" + lineAt(text, each.start()), each.group()))
        .toList();
  }

  private static long lineAt(String text, int index) {
    return text.substring(0, index).chars().filter(each -> each == '\n').count() + 1;
  }

  private static final class Reader extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final SourcePositions positions;
    private final Path path;
    private final List<Method> methods = new ArrayList<>();
    private final List<Found> imports = new ArrayList<>();
    private final List<Found> annotations = new ArrayList<>();
    private final List<Found> calls = new ArrayList<>();
    private final List<Found> dotted = new ArrayList<>();
    private final List<Found> typeDocs = new ArrayList<>();
    private final List<MemberDoc> memberDocs = new ArrayList<>();
    private boolean inRecord;

    Reader(CompilationUnitTree unit, Trees trees, Path path) {
      this.unit = unit;
      this.trees = trees;
      this.positions = trees.getSourcePositions();
      this.path = path;
    }

    @Override
    public Void visitClass(ClassTree tree, Void unused) {
      var doc = trees.getDocComment(getCurrentPath());
      if (doc != null) {
        typeDocs.add(found(tree, doc.strip()));
      }
      boolean outside = inRecord;
      inRecord = tree.getKind() == Tree.Kind.RECORD;
      super.visitClass(tree, null);
      inRecord = outside;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
      document(tree, tree.getReturnType());
      var head = tree.getReturnType() == null ? tree : tree.getReturnType();
      long first = line(positions.getStartPosition(unit, head));
      long last = line(positions.getEndPosition(unit, tree));
      methods.add(
          new Method(
              path + ":" + first + " " + tree.getName(),
              tree.getName().toString(),
              tree.getModifiers().getAnnotations().stream()
                  .anyMatch(each -> TESTS.contains(each.getAnnotationType().toString())),
              last - first + 1,
              tree.getParameters().size(),
              inRecord && tree.getReturnType() == null));
      return super.visitMethod(tree, null);
    }

    @Override
    public Void visitVariable(VariableTree tree, Void unused) {
      document(tree, tree.getType());
      return super.visitVariable(tree, null);
    }

    private void document(Tree member, @Nullable Tree type) {
      var doc = trees.getDocComment(getCurrentPath());
      if (doc != null) {
        boolean isBoolean = type != null && BOOLEAN.matcher(type.toString()).find();
        memberDocs.add(new MemberDoc(found(member, "").place(), doc.strip(), isBoolean));
      }
    }

    @Override
    public Void visitImport(ImportTree tree, Void unused) {
      imports.add(found(tree, tree.getQualifiedIdentifier()));
      return null;
    }

    @Override
    public Void visitPackage(PackageTree tree, Void unused) {
      return scan(tree.getAnnotations(), null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
      dotted.add(found(tree, tree));
      return super.visitMemberSelect(tree, null);
    }

    @Override
    public Void visitAnnotation(AnnotationTree tree, Void unused) {
      annotations.add(found(tree, tree.getAnnotationType()));
      return super.visitAnnotation(tree, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
      calls.add(found(tree, tree.getMethodSelect()));
      return super.visitMethodInvocation(tree, null);
    }

    private Found found(Tree at, Tree name) {
      return found(at, name.toString());
    }

    private Found found(Tree at, String text) {
      return new Found(path + ":" + line(positions.getStartPosition(unit, at)), text);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
