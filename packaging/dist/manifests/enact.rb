# Homebrew, for a tap: the command line on macOS and Linux.
class Enact < Formula
  desc "Private, offline journal of what you tried and what it shows"
  homepage "{{.Site}}"
  version "{{.Version}}"
  license "MIT"

  on_macos do
    on_arm do
      url "{{.Site}}/{{.DarwinARM.Name}}"
      sha256 "{{.DarwinARM.Sum}}"
    end
    on_intel do
      url "{{.Site}}/{{.DarwinIntel.Name}}"
      sha256 "{{.DarwinIntel.Sum}}"
    end
  end

  on_linux do
    on_arm do
      url "{{.Site}}/{{.LinuxARM.Name}}"
      sha256 "{{.LinuxARM.Sum}}"
    end
    on_intel do
      url "{{.Site}}/{{.LinuxIntel.Name}}"
      sha256 "{{.LinuxIntel.Sum}}"
    end
  end

  def install
    bin.install "enact"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/bash" => "enact"
    zsh_completion.install "completions/zsh" => "_enact"
    fish_completion.install "completions/fish" => "enact.fish"
  end

  test do
    journal = testpath/"journal"
    system bin/"enact", "--journal", journal, "init", "--no-passphrase"
    system bin/"enact", "--journal", journal, "area", "add", "Chess"
    assert_match "Chess", shell_output("#{bin}/enact --journal #{journal} area list")
  end
end
