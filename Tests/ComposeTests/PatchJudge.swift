import Foundation
import Testing

@testable import Compose

/// Lets GNU patch, git and PyYAML judge diffs: they must apply and give what was wanted.
enum PatchJudge {
  /// One diff with the files that it is for.
  struct Case: Encodable {
    var id: String
    var files: [String: String]
    var diff: String
    /// `[service, variable, value]`; an empty list as value: it must be gone.
    var wanted: [[String?]]
    /// `[service, key, value]` of settings directly below a service.
    var settings: [[String]] = []
  }

  /// Whether python3 with PyYAML, patch and git are there.
  static let isAvailable: Bool =
    (try? run([
      "python3", "-c", "import yaml, shutil; assert shutil.which('patch') and shutil.which('git')",
    ]))?
    .status == 0

  /// The complaints about the cases, one line each.
  static func complaints(_ cases: [Case]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try JSONEncoder().encode(cases).write(to: folder.appending(path: "cases.json"))
    try Data(script.utf8).write(to: folder.appending(path: "judge.py"))
    let (output, status) = try run(["python3", "judge.py"], in: folder)
    let lines = output.split(separator: "\n").map(String.init)
    return status == 0 && lines.last == "judged \(cases.count)"
      ? lines.dropLast() : lines + ["status \(status)"]
  }

  /// Lets the scorer's own check judge the patch of a recording.
  static func complaints(recording: URL, scorer: URL, diff: String, wanted: String) throws -> String
  {
    let code = """
      import sys, json
      source = open(sys.argv[1]).read().rsplit("main()", 1)[0]
      exec(compile(source, "score", "exec"))
      problems = []
      check_patch({"remedies": [{"patch": sys.argv[3]}]}, sys.argv[2], json.loads(sys.argv[4]), problems)
      print("; ".join(problems))
      """
    let (output, status) = try run(
      ["python3", "-c", code, scorer.path(), recording.path(), diff, wanted])
    return status == 0 ? output.trimmingCharacters(in: .newlines) : "status \(status): \(output)"
  }

  static func run(_ command: [String], in folder: URL? = nil) throws -> (
    output: String, status: Int32
  ) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }

  // Scalars stay texts, so that a change of quotes alone shows no difference and a number none either.
  private static let script = #"""
    import json, os, subprocess, tempfile, yaml

    class Loader(yaml.SafeLoader): pass
    kept = ('tag:yaml.org,2002:merge', 'tag:yaml.org,2002:null')
    Loader.yaml_implicit_resolvers = {
        first: [r for r in resolvers if r[0] in kept]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    for tag in ('!reset', '!override'):
        Loader.add_constructor(tag, lambda loader, node: None)

    def environment(service):
        e = (service or {}).get('environment') or {}
        if isinstance(e, dict): return dict(e)
        return dict(i.split('=', 1) if '=' in i else (i, None) for i in e)

    def others(document):
        document = json.loads(json.dumps(document))
        for service in document['services'].values():
            if isinstance(service, dict): service.pop('environment', None)
        return {k: v for k, v in document.items() if not k.startswith('x-')}

    cases = json.load(open('cases.json'))
    for number, case in enumerate(cases):
        problems = []
        with tempfile.TemporaryDirectory() as work:
            for name, text in case['files'].items():
                os.makedirs(os.path.dirname(os.path.join(work, name)), exist_ok=True)
                open(os.path.join(work, name), 'w', newline='').write(text)
            diff = case['diff'].encode()
            # One in eight, as starting a program takes longer than all the rest.
            p = subprocess.run(['git', 'apply', '--check', '-'], input=diff, cwd=work, capture_output=True) if number % 8 == 0 else None
            if p and p.returncode: problems.append('git: ' + p.stderr.decode()[-200:])
            p = subprocess.run(['patch', '-p1', '--batch', '--fuzz=0'], input=diff, cwd=work, capture_output=True)
            if p.returncode or b'offset' in p.stdout or b'fuzz' in p.stdout: problems.append('patch: ' + (p.stdout + p.stderr).decode()[-200:])
            name = next(n for n in case['files'] if n.endswith(('.yml', '.yaml')))
            before = yaml.load(case['files'][name], Loader)
            text = open(os.path.join(work, name), newline='').read()
            try: after = yaml.load(text, Loader)
            except yaml.YAMLError as e: problems.append('yaml: ' + str(e).replace('\n', ' ')); after = before
            expected = json.loads(json.dumps(before))
            for s, k, v in case['settings']: expected['services'][s][k] = v
            if others(expected) != others(after): problems.append('something else changed')
            wanted = {(s, k): v for s, k, v in case['wanted']}
            for s in before['services']:
                expected = environment(before['services'][s])
                for (service, k), v in wanted.items():
                    if service == s:
                        if v is None: expected.pop(k, None)
                        else: expected[k] = v.replace('$', '$$')
                got = environment(after['services'][s])
                # A variable without a value is taken from the shell, which has none here.
                got = {k: v for k, v in got.items() if v is not None or k in expected}
                if got != expected: problems.append(f'{s}: {got} is not {expected}')
            comments = lambda t: [l.strip() for l in t.splitlines() if l.strip().startswith('#')]
            if comments(case['files'][name]) != comments(text): problems.append('a comment is gone')
            crlf = case['files'][name].count('\r\n')
            if crlf and crlf == case['files'][name].count('\n') and text.count('\r\n') != text.count('\n'): problems.append('mixed line ends')
            if case['files'][name].endswith('\n') != text.endswith('\n'): problems.append('final line end changed')
        for problem in problems: print(case['id'], problem)
    print('judged', len(cases))
    """#
}
