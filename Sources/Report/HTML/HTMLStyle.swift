/// The style sheet and the script of the page; both stand in the page itself.
enum HTMLStyle {
  static let sheet = """
    :root{color-scheme:light dark;\(HTMLPalette.light.properties)}
    @media (prefers-color-scheme:dark){:root{\(HTMLPalette.dark.properties)}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif}
    main,header,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem}
    header{padding-top:1.5rem}
    h1{font-size:1.6rem;line-height:1.3;margin:.25rem 0 .5rem}
    h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
    h3{font-size:1.05rem;margin:.2rem 0 .5rem}
    p{margin:.4rem 0 .7rem;max-width:48rem}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;margin:.8rem 0}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem}
    .card{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--line);\
    border-radius:6px;padding:.9rem 1.1rem;margin:.9rem 0}
    .bad{border-left-color:var(--bad)}.caution{border-left-color:var(--caution)}
    .good{border-left-color:var(--good)}.note{border-left-color:var(--note)}
    .word{font-weight:700;letter-spacing:.03em}
    .word.bad{color:var(--bad)}.word.caution{color:var(--caution)}
    .word.good{color:var(--good)}.word.note{color:var(--note)}
    .muted{color:var(--muted)}
    code,pre{font:.88rem/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
    pre{background:var(--ground);border:1px solid var(--line);border-radius:4px;padding:.6rem .8rem;\
    overflow-x:auto;margin:.4rem 0}
    .line{white-space:pre-wrap;overflow-wrap:anywhere}
    .diff span{display:block;padding:0 .2rem}
    .added{color:var(--added);background:var(--added-ground)}
    .removed{color:var(--removed);background:var(--removed-ground)}
    .hunk{color:var(--note)}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;margin:.5rem 0;font-size:.95rem}
    th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
    th{background:var(--card)}
    td{overflow-wrap:anywhere}
    ol.steps>li{margin:.6rem 0}
    details{margin:.3rem 0}
    summary{cursor:pointer}
    .finding{border-bottom:1px solid var(--line);padding:.35rem 0}
    .sample:target{outline:2px solid var(--link)}
    .there{color:var(--good)}caption{text-align:left;color:var(--muted);padding:.2rem 0}
    .finding:target{background:var(--card);outline:2px solid var(--link)}
    #search{font:inherit;width:100%;max-width:30rem;padding:.4rem .6rem;color:var(--text);\
    background:var(--ground);border:1px solid var(--muted);border-radius:4px}
    svg text{fill:var(--text);font:12px system-ui,sans-serif}
    svg .rule{stroke:var(--line)}
    svg .error{stroke:var(--bad);fill:var(--bad)}svg .warning{stroke:var(--caution);fill:var(--caution)}
    svg .info,svg .neutral{stroke:var(--muted);fill:var(--muted)}
    svg.map text{stroke:none}svg .node{fill:var(--card);stroke:var(--line)}
    svg .leads .node{stroke:var(--good);stroke-width:2}
    svg .silent .node{stroke:var(--bad);stroke-width:2;stroke-dasharray:5 4}
    svg .group{fill:none;stroke:var(--muted);stroke-dasharray:3 4}
    svg .arrow{fill:none;stroke:var(--link);stroke-width:2}svg .head{fill:var(--link)}
    footer{margin-top:2.5rem;padding-bottom:2rem}
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    @media print{nav,.skip,.searching{display:none}body{font-size:11pt}\
    pre{white-space:pre-wrap;overflow-wrap:anywhere}.card,tr{break-inside:avoid}}
    """

  /// Opens what a link or the printer needs, and filters the findings; nothing depends on it.
  static let script = """
    (function(){
    var box=document.querySelector('.searching'),input=document.getElementById('search');
    var count=document.getElementById('found');
    var all=[].slice.call(document.querySelectorAll('.finding'));
    function show(){var words=input.value.toLowerCase().split(' ').filter(Boolean),n=0;
    all.forEach(function(f){var t=f.textContent.toLowerCase();
    var hit=words.every(function(w){return t.indexOf(w)>=0});f.hidden=!hit;if(hit)n+=1});
    count.textContent=n+' of '+all.length}
    if(box){box.hidden=false;input.addEventListener('input',show)}
    function open(){var t=location.hash&&document.getElementById(location.hash.slice(1));
    if(!t)return;var f=t.closest('.finding')||t;f.hidden=false;\
    var d=f.querySelector('details');if(d)d.open=true;t.scrollIntoView()}
    window.addEventListener('hashchange',open);open();
    window.addEventListener('beforeprint',function(){
    document.querySelectorAll('details').forEach(function(d){d.open=true})});
    })();
    """
}
