# Written by mvn package -Pdist; put it into a tap, under Formula/.
class RouterCost < Formula
  desc "@description@"
  homepage "@home@"
  version "@version@"
  license "Apache-2.0"

  on_linux do
    on_intel do
      url "@home@/releases/download/v@version@/@archive@"
      sha256 "@archive.sha256@"
    end
  end

  def install
    libexec.install "bin", "lib", "runtime"
    bin.install_symlink libexec/"bin/router-cost"
    man1.install Dir["share/man/man1/*"]
    bash_completion.install "share/bash-completion/completions/router-cost"
    zsh_completion.install "share/zsh/site-functions/_router-cost"
    fish_completion.install "share/fish/vendor_completions.d/router-cost.fish"
    doc.install Dir["share/doc/router-cost/*"]
  end

  def post_install
    system libexec/"lib/make-cache"
  end

  test do
    assert_match "router-cost #{version}", shell_output("#{bin}/router-cost --version")
  end
end
